package dev.countersign.service.platform;

import java.util.Map;

/** Remembers for a day which requests came with an Idempotency-Key, and how they were answered. */
public interface IdempotentRequests {
    /**
     * A request.
     *
     * @param caller who sent it; two callers never share a key
     * @param key as sent, 1 to 255 characters
     * @param requestHash over method, path and body
     */
    // Never compared; the hash is only stored.
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String caller, String key, byte[] requestHash) {
        @Override
        public String toString() {
            return "Request of " + caller;
        }
    }

    /** How it was answered. */
    // Never compared; the body is only stored.
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, String> headers, byte[] body) {
        /** Keeps its own copy of the headers. */
        public Answer {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Answer " + status;
        }
    }

    /** What is known about a request. */
    sealed interface Claim {
        /** It is new, and now ours to answer. */
        record First() implements Claim {}

        /** It was answered before. */
        record Repeated(Answer answer) implements Claim {}

        /** It was sent before, and its answer is not known: it still runs, or the node that ran it is gone. */
        record Unanswered() implements Claim {}

        /** The key was used for another request. */
        record AnotherRequest() implements Claim {}
    }

    /** Claims a request. Of several that arrive together, one is first. Committed when it returns. */
    Claim claim(Request request);

    /** Keeps the answer of a claimed request, encrypted. Committed when it returns. */
    void answered(Request request, Answer answer);

    /** Lets go of a claimed request that had no effect, so that it may be sent again. */
    void release(Request request);
}
