/** Tests of what administrators and the world see of whom we believe. */
@NullMarked
package dev.countersign.service.trust.web;

import org.jspecify.annotations.NullMarked;
