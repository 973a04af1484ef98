package dev.countersign.service.presentation;

/** Who waits for an answer, and under which name. */
public record Addressee(String recipient, String reference) {}
