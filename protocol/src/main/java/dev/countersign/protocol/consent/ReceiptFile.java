package dev.countersign.protocol.consent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifierKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A receipt with all that it takes to verify it without asking anybody, in one file: {@value #NAME}, described in docs/receipts.md.
 * Nothing in it is verified.
 *
 * @param receipt the signed receipt, compact
 * @param shown the texts that the Holder saw; the receipt has their hash
 * @param log the key of the log; the receipt has it too
 * @param proof the tlog-proof of the receipt's entry; empty while it waits for its place
 */
public record ReceiptFile(
        String receipt,
        Organisation organisation,
        ConsentContext.Purpose shown,
        Optional<VerifierKey> log,
        Optional<String> proof) {

    /** What such a file is called. */
    public static final String NAME = "countersign-receipt.json";

    /** Longest file that is read, in bytes. */
    public static final int MAX_BYTES = Json.MAX_BYTES;

    /** Longest documents that are kept, together, in characters; room for a DID with some hundred versions. */
    public static final int MAX_DOCUMENTS_LENGTH = 256 * 1024;

    /** Longest proof that is kept, in characters; room for some hundred witnesses. */
    public static final int MAX_PROOF_LENGTH = 64 * 1024;

    private static final String WHERE = "Countersign receipt file";
    private static final String FORMAT = "countersign-receipt";
    private static final int VERSION = 1;
    private static final int MAX_RECEIPT_LENGTH = 64 * 1024;
    private static final int MAX_DOCUMENTS = 8;

    /**
     * Whose receipt it is.
     *
     * @param name as the wallet knows it; nothing vouches for it
     * @param documents what its DID was resolved from when the receipt came
     */
    public record Organisation(String did, String name, List<Document> documents) {
        /** Copies the list. */
        public Organisation {
            documents = List.copyOf(documents);
        }

        /**
         * Reads what {@link #toJson} printed.
         *
         * @throws MalformedInputException when it is something else, or has too many documents
         */
        public static Organisation parse(JsonMembers members) {
            List<JsonMembers> documents = members.objects("documents");
            if (documents.size() > MAX_DOCUMENTS) {
                throw new MalformedInputException(
                        WHERE + ": documents: " + documents.size() + " (expected: <= " + MAX_DOCUMENTS + ")");
            }
            return new Organisation(
                    members.text("did"),
                    members.text("name"),
                    documents.stream()
                            .map(document -> new Document(document.uri("uri"), document.text("content", MAX_BYTES)))
                            .collect(Collectors.toList()));
        }

        /** Returns it as it stands in a file. */
        public ObjectNode toJson() {
            ObjectNode json = Json.object().put("did", did).put("name", name);
            ArrayNode array = json.putArray("documents");
            documents.forEach(document ->
                    array.addObject().put("uri", document.uri().toString()).put("content", document.content()));
            return json;
        }
    }

    /**
     * What lay at an address: a DID document, the log of a did:webvh, proofs of its witnesses.
     *
     * @param content byte for byte; these are UTF-8
     */
    public record Document(URI uri, String content) {
        /** Returns the bytes. */
        public byte[] bytes() {
            return content.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Reads a file.
     *
     * @throws MalformedInputException when it is not one of version {@value #VERSION}, or longer than {@link #MAX_BYTES}
     */
    public static ReceiptFile parse(byte[] json) {
        JsonMembers members = JsonMembers.of(Json.parseObject(json), WHERE);
        if (!members.text("format").equals(FORMAT)) {
            throw new MalformedInputException(WHERE + ": format (expected: " + FORMAT + ")");
        }
        members.integer("version", VERSION, VERSION);
        Optional<JsonMembers> log = members.optionalObject("log");
        return new ReceiptFile(
                members.text("receipt", MAX_RECEIPT_LENGTH),
                Organisation.parse(members.object("organisation")),
                ConsentContext.purpose(members.object("shown")),
                log.map(known -> VerifierKey.parse(known.text("key"))),
                log.flatMap(known -> known.optionalText("proof", TlogProof.MAX_BYTES)));
    }

    /** Returns the file. */
    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("format", FORMAT).put("version", VERSION).put("receipt", receipt);
        json.set("organisation", organisation.toJson());
        json.set("shown", ConsentContext.toJson(shown));
        log.ifPresent(key -> {
            ObjectNode where = json.putObject("log").put("key", key.toString());
            proof.ifPresent(text -> where.put("proof", text));
        });
        return json;
    }
}
