/** The console's addresses and headers, its list, its live events and its settings. */
@NullMarked
package dev.countersign.service.console.web;

import org.jspecify.annotations.NullMarked;
