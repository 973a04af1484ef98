package dev.countersign.wallet;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.log.TlogProof;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fetches the proof that something of an organisation is in its log. */
final class FetchProof {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final OrganisationLine line;

    FetchProof(OrganisationLine line) {
        this.line = line;
    }

    /**
     * Returns the proof, unverified; empty while there is none, or it cannot be read.
     *
     * @param kind of things, as in {@code receipts}
     * @param id of one of them
     * @throws IOException when the organisation does not answer
     */
    Optional<TlogProof> fetch(String kind, String id, Counterpart counterpart) throws IOException {
        // The organisation chose this name: it must not lead elsewhere.
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Request request = Request.of(Request.Method.GET, counterpart.enrolment().endpoint(kind + "/" + id + "/proof"))
                .with("Accept", "text/plain, application/problem+json");
        Reply reply = line.send(request, counterpart.key());
        if (reply.status() == 404) {
            return Optional.empty();
        }
        byte[] body = reply.body();
        if (!reply.succeeded() || body.length > ReceiptFile.MAX_PROOF_LENGTH) {
            throw new IOException("proof: status " + reply.status() + ", " + body.length
                    + " bytes (expected: 200, at most " + ReceiptFile.MAX_PROOF_LENGTH + " bytes)");
        }
        try {
            return Optional.of(TlogProof.parse(body));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }
}
