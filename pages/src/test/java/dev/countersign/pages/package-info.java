/** The console's pages in a real browser, with the service played by a fixture. */
@NullMarked
package dev.countersign.pages;

import org.jspecify.annotations.NullMarked;
