@NullMarked
package dev.countersign.samples.crm;

import org.jspecify.annotations.NullMarked;
