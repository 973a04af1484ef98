package dev.countersign.service.platform.web;

import dev.countersign.service.platform.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that an endpoint answers with, besides those that every endpoint of its form has: who may not call, what cannot
 * be read, a name in the path that is none, an {@code Idempotency-Key}. The API's document shows them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    /** The kinds of problem. */
    ProblemType[] value();
}
