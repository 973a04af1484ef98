/** Contents in an S3-compatible storage. */
@NullMarked
package dev.countersign.service.content.client;

import org.jspecify.annotations.NullMarked;
