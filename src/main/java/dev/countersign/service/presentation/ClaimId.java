package dev.countersign.service.presentation;

/** Whose turn it is to judge an answer. */
public record ClaimId(String value) {}
