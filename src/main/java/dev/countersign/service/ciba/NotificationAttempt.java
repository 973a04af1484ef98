package dev.countersign.service.ciba;

/** What came of calling a notification endpoint (OpenID CIBA Core 1.0 section 10.2). */
public enum NotificationAttempt {
    /** The client took it: 200 or 204. */
    DELIVERED,
    /** It answered otherwise, a redirect too, or our rules forbid to call it: final. */
    REFUSED,
    /** Nobody answered; it may be tried again. */
    UNREACHABLE
}
