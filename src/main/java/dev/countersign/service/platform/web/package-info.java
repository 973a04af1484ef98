/**
 * What every HTTP face shares: problems as RFC 9457 answers, JSON habits, security headers.
 */
@NullMarked
package dev.countersign.service.platform.web;

import org.jspecify.annotations.NullMarked;
