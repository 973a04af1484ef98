/** Tests of the platform over PostgreSQL. */
@NullMarked
package dev.countersign.service.platform.store;

import org.jspecify.annotations.NullMarked;
