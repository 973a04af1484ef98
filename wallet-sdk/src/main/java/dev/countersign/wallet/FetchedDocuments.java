package dev.countersign.wallet;

import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentNotFoundException;
import java.io.IOException;
import java.net.URI;

/** DID documents by the wallet's transport. */
final class FetchedDocuments implements DocumentFetcher {
    private final Transport transport;

    FetchedDocuments(Transport transport) {
        this.transport = transport;
    }

    @Override
    public byte[] fetch(URI uri, int maxBytes) throws IOException {
        Reply reply = transport.send(Request.get(uri));
        if (reply.status() == 404 || reply.status() == 410) {
            throw new DocumentNotFoundException("status: " + reply.status());
        }
        byte[] body = reply.body();
        if (reply.status() != 200 || body.length > maxBytes) {
            throw new IOException("status: " + reply.status() + ", " + body.length + " bytes (expected: 200, at most "
                    + maxBytes + " bytes)");
        }
        return body;
    }
}
