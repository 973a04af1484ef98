/** What is promised under failure, with the packaged service in processes that are killed. */
@NullMarked
package dev.countersign.outages;

import org.jspecify.annotations.NullMarked;
