/** Resumable uploads, readings and ranges over HTTP. */
@NullMarked
package dev.countersign.service.content.web;

import org.jspecify.annotations.NullMarked;
