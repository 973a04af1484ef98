/** Tests, and what they need. */
@NullMarked
package dev.countersign.service.canary.consent;

import org.jspecify.annotations.NullMarked;
