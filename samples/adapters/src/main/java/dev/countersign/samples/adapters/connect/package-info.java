/** Amazon Connect: a Lambda function for contact flows. */
@NullMarked
package dev.countersign.samples.adapters.connect;

import org.jspecify.annotations.NullMarked;
