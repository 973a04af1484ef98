package dev.countersign.service.content;

/**
 * One stored object: some bytes of a content, encrypted as one stream.
 *
 * @param object its name in the store; random, never used twice
 * @param length bytes of the content in it
 */
public record ContentPart(int number, String object, long length) {}
