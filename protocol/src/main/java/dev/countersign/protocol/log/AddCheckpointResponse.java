package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What a witness answers at {@code add-checkpoint} (tlog-witness). */
public sealed interface AddCheckpointResponse {
    /** Longest body that is read, in bytes. */
    int MAX_BYTES = SignedNote.MAX_BYTES;

    /** Returns the status code. */
    int status();

    /** Returns the body. */
    byte[] body();

    /** Returns the content type of the body. */
    default String contentType() {
        return "text/plain; charset=utf-8";
    }

    /**
     * Reads an answer.
     *
     * @throws MalformedInputException when the body is not one that belongs to the status
     */
    static AddCheckpointResponse parse(int status, byte[] body) {
        String where = "tlog-witness: answer";
        return switch (status) {
            case Cosigned.STATUS -> {
                List<String> lines = PlainText.lines(PlainText.decode(body, MAX_BYTES, where), where);
                if (lines.size() > SignedNote.MAX_SIGNATURES) {
                    throw new MalformedInputException(where + ": cosignatures: " + lines.size() + " (expected: <= "
                            + SignedNote.MAX_SIGNATURES + ")");
                }
                yield new Cosigned(lines.stream().map(NoteSignature::parse).collect(Collectors.toList()));
            }
            case Conflict.STATUS -> {
                List<String> lines = PlainText.lines(PlainText.decode(body, MAX_BYTES, where), where);
                if (lines.size() != 1) {
                    throw new MalformedInputException(where + ": lines: " + lines.size() + " (expected: the size)");
                }
                yield new Conflict(Decimal.parse(lines.get(0), where + ": size"));
            }
            default -> new Refused(status);
        };
    }

    /**
     * The witness recorded the checkpoint and cosigned it.
     *
     * @param cosignatures unverified; those of keys that the log does not know are to be passed over
     */
    record Cosigned(List<NoteSignature> cosignatures) implements AddCheckpointResponse {
        static final int STATUS = 200;

        public Cosigned {
            cosignatures = List.copyOf(cosignatures);
            if (cosignatures.isEmpty()) {
                throw new MalformedInputException("tlog-witness: cosignatures: 0 (expected: >= 1)");
            }
        }

        @Override
        public int status() {
            return STATUS;
        }

        @Override
        public byte[] body() {
            return cosignatures.stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * The proof does not start at the tree that the witness cosigned last.
     *
     * @param size of that tree: from there the log may try again
     */
    record Conflict(long size) implements AddCheckpointResponse {
        static final int STATUS = 409;

        @Override
        public int status() {
            return STATUS;
        }

        @Override
        public byte[] body() {
            return (size + "\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String contentType() {
            return "text/x.tlog.size";
        }
    }

    /**
     * The witness did not cosign.
     *
     * @param status 400 malformed, 403 not signed by a key of the log, 404 unknown log, 422 not consistent; another from a witness
     *     that broke
     */
    record Refused(int status) implements AddCheckpointResponse {
        static final int MALFORMED = 400;
        static final int NOT_SIGNED = 403;
        static final int UNKNOWN_LOG = 404;
        static final int INCONSISTENT = 422;

        /** Returns whether it says that the checkpoint does not continue what it cosigned last. */
        public boolean inconsistent() {
            return status == INCONSISTENT;
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }
    }
}
