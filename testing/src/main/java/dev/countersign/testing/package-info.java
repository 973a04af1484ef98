/** What tests of several modules stand on: the browser, and rules that every page keeps. */
@NullMarked
package dev.countersign.testing;

import org.jspecify.annotations.NullMarked;
