package dev.countersign.samples.witness;

import dev.countersign.protocol.log.AddCheckpointResponse;

/**
 * What is sent back.
 *
 * @param contentType empty when there is no body
 * @param cacheControl how long others may keep it
 */
record Answer(int status, String contentType, String cacheControl, Stored body) {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String BYTES = "application/octet-stream";
    static final String JSON = "application/json";

    private static final int OK = 200;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String NEVER = "no-store";

    static Answer empty(int status) {
        return new Answer(status, "", NEVER, Stored.of(new byte[0]));
    }

    static Answer changing(String contentType, byte[] body) {
        return new Answer(OK, contentType, NEVER, Stored.of(body));
    }

    static Answer unchanging(Stored body) {
        return new Answer(OK, BYTES, FOR_EVER, body);
    }

    static Answer of(AddCheckpointResponse response) {
        byte[] body = response.body();
        return new Answer(response.status(), body.length == 0 ? "" : response.contentType(), NEVER, Stored.of(body));
    }
}
