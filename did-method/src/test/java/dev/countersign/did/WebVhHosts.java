package dev.countersign.did;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Web servers with logs of did:webvh. */
final class WebVhHosts implements DocumentFetcher {
    final List<URI> asked = new ArrayList<>();
    private final Map<URI, byte[]> files = new HashMap<>();

    void serves(Did did, byte[] log, byte @Nullable [] proofs) {
        WebVhLocation location;
        try {
            location = WebVhLocation.of(did, DidWebLocation.PUBLIC_HTTPS);
        } catch (MalformedDidException e) {
            return;
        }
        files.put(location.log(), log);
        if (proofs == null) {
            files.remove(location.witnessProofs());
        } else {
            files.put(location.witnessProofs(), proofs);
        }
    }

    @Override
    public byte[] fetch(URI uri, int maxBytes) throws IOException {
        asked.add(uri);
        byte[] file = files.get(uri);
        if (file == null) {
            throw new DocumentNotFoundException("status: 404");
        }
        if (file.length > maxBytes) {
            throw new IOException("body (expected: <= " + maxBytes + " bytes)");
        }
        return file;
    }
}
