/** Messages over HTTP, with the wallet that we ship. */
@NullMarked
package dev.countersign.service.message;

import org.jspecify.annotations.NullMarked;
