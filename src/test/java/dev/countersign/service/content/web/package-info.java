@NullMarked
package dev.countersign.service.content.web;

import org.jspecify.annotations.NullMarked;
