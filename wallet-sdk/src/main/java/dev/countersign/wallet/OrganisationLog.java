package dev.countersign.wallet;

import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.log.LogFetcher;
import dev.countersign.protocol.log.LogPath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The log of an organisation by the wallet's transport, which follows no redirects; remembers the checkpoint that it was shown. */
final class OrganisationLog implements LogFetcher {
    private static final int OK = 200;

    /** Room for some hundred witnesses; what is kept as evidence stays small. */
    private static final int MAX_CHECKPOINT_BYTES = ReceiptFile.MAX_PROOF_LENGTH;

    private final Transport transport;
    private final URI address;
    private boolean answered;
    private String checkpoint = "";

    OrganisationLog(Transport transport, URI address) {
        this.transport = transport;
        this.address = address;
    }

    /** Returns where the log of an organisation is whose wallet endpoints lie under this base. */
    static URI addressFor(URI base) {
        return base.resolve("../../log/");
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        Reply reply = transport.send(
                Request.of(Request.Method.GET, URI.create(address + path)).with("Cache-Control", "no-cache"));
        answered = true;
        if (reply.status() == 404 || reply.status() == 410) {
            return Optional.empty();
        }
        boolean isCheckpoint = path.equals(LogPath.CHECKPOINT);
        int most = isCheckpoint ? MAX_CHECKPOINT_BYTES : maxBytes;
        byte[] body = reply.body();
        if (reply.status() != OK || body.length > most) {
            throw new IOException("status: " + reply.status() + ", " + body.length + " bytes (expected: 200, at most "
                    + most + " bytes)");
        }
        if (isCheckpoint) {
            checkpoint = new String(body, StandardCharsets.UTF_8);
        }
        return Optional.of(body);
    }

    /** Returns whether the organisation answered at all, whatever it said. */
    boolean answered() {
        return answered;
    }

    /** Returns the checkpoint that came last, as it came; empty when none did. */
    String checkpoint() {
        return checkpoint;
    }
}
