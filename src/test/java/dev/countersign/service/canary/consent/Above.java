package dev.countersign.service.canary.consent;

/** Lies in a high row. */
public final class Above {
    private Above() {}
}
