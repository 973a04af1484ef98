/** A storage that speaks S3, and what goes wrong with one. */
@NullMarked
package dev.countersign.service.content.client;

import org.jspecify.annotations.NullMarked;
