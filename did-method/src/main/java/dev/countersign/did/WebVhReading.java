package dev.countersign.did;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over a log: every entry verified, one document kept. */
final class WebVhReading {
    private final byte[] log;
    private final Instant now;
    private final WebVhSelection selection;
    private WebVhChain chain = new WebVhChain();
    private int verifiedBytes;
    private @Nullable WebVhRefusal refusal;

    private WebVhReading(byte[] log, ResolutionOptions wanted, Instant now) {
        this.log = log;
        this.now = now;
        this.selection = new WebVhSelection(wanted);
    }

    /** Reads a log of which nothing is known. */
    static WebVhReading of(byte[] log, ResolutionOptions wanted, Instant now) {
        WebVhReading reading = new WebVhReading(log, wanted, now);
        reading.verify(new LogLines(log), Integer.MAX_VALUE);
        return reading;
    }

    /** Reads a log up to an entry, as if no more were there. */
    static WebVhReading upTo(int lastEntry, byte[] log, ResolutionOptions wanted, Instant now) {
        WebVhReading reading = new WebVhReading(log, wanted, now);
        reading.verify(new LogLines(log), lastEntry);
        return reading;
    }

    /** Reads a log of which the start was verified before; what was seen then must be there still. */
    static WebVhReading after(WebVhPrefix known, byte[] log, ResolutionOptions wanted, Instant now) {
        WebVhReading reading = new WebVhReading(log, wanted, now);
        if (known.begins(log)) {
            reading.trust(known);
            reading.verify(LogLines.after(log, known.lengthBytes()), Integer.MAX_VALUE);
        } else {
            reading.verifyAgainst(known);
        }
        return reading;
    }

    WebVhChain chain() {
        return chain;
    }

    WebVhSelection selection() {
        return selection;
    }

    /** Returns why reading ended early; the entries before are good. */
    Optional<WebVhRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Returns what to remember of it. */
    WebVhPrefix prefix() {
        return WebVhPrefix.of(chain, log, verifiedBytes);
    }

    // Verified before: only read again for the document that is wanted.
    private void trust(WebVhPrefix known) {
        chain = known.chain();
        verifiedBytes = known.lengthBytes();
        LogLines lines = new LogLines(log);
        while (lines.lineEnd() < known.lengthBytes()) {
            byte[] line = lines.next();
            if (!selection.wantsLatest() || lines.lineEnd() == known.lengthBytes()) {
                selection.see(WebVhEntry.parse(line));
            }
        }
    }

    // The bytes differ: perhaps only the white space does, perhaps history was rewritten.
    private void verifyAgainst(WebVhPrefix known) {
        LogLines lines = new LogLines(log);
        verify(lines, known.entries());
        if (refusal == null && chain.size() < known.entries()) {
            refusal = new WebVhRefusal(
                    WebVhFault.TRUNCATED,
                    chain.size() + " entries (expected: " + known.entries() + ", as were seen before, or more)");
        }
        if (refusal == null && !chain.head().versionId().toString().equals(known.versionId())) {
            refusal = new WebVhRefusal(
                    WebVhFault.FORKED, "version " + known.entries() + " (expected: the one that was seen before)");
        }
        if (refusal == null) {
            verify(lines, Integer.MAX_VALUE);
        } else if (refusal.fault() == WebVhFault.TRUNCATED || refusal.fault() == WebVhFault.FORKED) {
            // Which of two histories is the right one cannot be told: no part of this one is.
            throw refusal;
        }
    }

    private void verify(LogLines lines, int lastEntry) {
        try {
            while (chain.size() < lastEntry && lines.hasNext()) {
                WebVhEntry entry = WebVhEntry.parse(lines.next());
                chain.append(entry, now);
                verifiedBytes = lines.lineEnd();
                selection.see(entry);
            }
            chain.head();
        } catch (WebVhRefusal e) {
            refusal = e.fault() == WebVhFault.EMPTY_LOG ? e : e.at(chain.size() + 1);
        }
    }
}
