package dev.countersign.wallet;

import dev.countersign.did.DocumentFetcher;
import dev.countersign.protocol.consent.ReceiptFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents from elsewhere, and what came, so that it can be kept. */
final class RecordedDocuments implements DocumentFetcher {
    private final DocumentFetcher source;
    private final Map<URI, byte[]> came = new LinkedHashMap<>();

    RecordedDocuments(DocumentFetcher source) {
        this.source = source;
    }

    @Override
    public byte[] fetch(URI uri, int maxBytes) throws IOException {
        byte[] body = source.fetch(uri, maxBytes);
        came.put(uri, body);
        return body;
    }

    /** Returns what came; nothing when it is too much to be kept with every receipt. */
    List<ReceiptFile.Document> documents() {
        List<ReceiptFile.Document> documents = new ArrayList<>();
        int length = 0;
        for (Map.Entry<URI, byte[]> one : came.entrySet()) {
            String content = new String(one.getValue(), StandardCharsets.UTF_8);
            length += content.length();
            documents.add(new ReceiptFile.Document(one.getKey(), content));
        }
        return length > ReceiptFile.MAX_DOCUMENTS_LENGTH ? List.of() : documents;
    }
}
