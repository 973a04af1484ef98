/** Tests of whom we believe. */
@NullMarked
package dev.countersign.service.trust;

import org.jspecify.annotations.NullMarked;
