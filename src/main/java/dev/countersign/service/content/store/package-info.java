/** Where content and its record last: tables, large objects, a directory. */
@NullMarked
package dev.countersign.service.content.store;

import org.jspecify.annotations.NullMarked;
