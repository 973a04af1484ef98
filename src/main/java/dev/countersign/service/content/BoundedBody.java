package dev.countersign.service.content;

import java.io.InputStream;

/**
 * Bytes on their way, of which so many have room.
 *
 * @param room bytes; one more is too many
 */
record BoundedBody(InputStream body, long room) {}
