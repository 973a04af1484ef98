package dev.countersign.service.consent;

/**
 * How often an agent had to fall back on the organisation's own questions.
 *
 * @param interactions in which that happened
 * @param of interactions in which anything was asked, by wallet or otherwise
 */
public record FallbackShare(long interactions, long of) {}
