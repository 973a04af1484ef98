/** Scenarios of content: who uploads, who reads, who should not. */
@NullMarked
package dev.countersign.service.content;

import org.jspecify.annotations.NullMarked;
