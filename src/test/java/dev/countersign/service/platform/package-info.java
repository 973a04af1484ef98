/** Tests of the platform. */
@NullMarked
package dev.countersign.service.platform;

import org.jspecify.annotations.NullMarked;
