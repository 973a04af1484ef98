package dev.countersign.service.presentation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/** What a recipient makes of a verified presentation. */
public sealed interface Judgement {

    /**
     * It is what was wanted. The transaction is over.
     *
     * @param redirect where the wallet sends the user agent (OpenID4VP 1.0 section 8.2)
     */
    record Accepted(Optional<URI> redirect) implements Judgement {}

    /**
     * It was an attempt and not an answer: the same request may be answered again.
     *
     * @param extra further members of the error's JSON
     */
    record TryAgain(String error, String description, ObjectNode extra) implements Judgement {}

    /** It is good and yet not what was wanted. The transaction is over. */
    record Refused(String error, String description) implements Judgement {}
}
