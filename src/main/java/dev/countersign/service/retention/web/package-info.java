/** Retention over HTTP. */
@NullMarked
package dev.countersign.service.retention.web;

import org.jspecify.annotations.NullMarked;
