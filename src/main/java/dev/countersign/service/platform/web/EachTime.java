package dev.countersign.service.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each request has its own effect and its own answer: an {@code Idempotency-Key} is ignored. For endpoints whose answer must
 * not be had twice for one record of it, and for those whose requests name what they bring, so that nothing of them need be kept.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EachTime {}
