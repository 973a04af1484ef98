/** What goes in time, what stays, and what must not go. */
@NullMarked
package dev.countersign.service.retention;

import org.jspecify.annotations.NullMarked;
