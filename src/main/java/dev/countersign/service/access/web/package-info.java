/**
 * Sign-in, tokens and their administration over HTTP.
 */
@NullMarked
package dev.countersign.service.access.web;

import org.jspecify.annotations.NullMarked;
