@NullMarked
package dev.countersign.service.content;

import org.jspecify.annotations.NullMarked;
