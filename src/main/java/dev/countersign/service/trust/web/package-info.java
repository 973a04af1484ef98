/** Trusted issuers over HTTP, and what the world reads about us under {@code /.well-known}. */
@NullMarked
package dev.countersign.service.trust.web;

import org.jspecify.annotations.NullMarked;
