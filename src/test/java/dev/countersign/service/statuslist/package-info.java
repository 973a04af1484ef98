/** Tests of our status lists, in a running service. */
package dev.countersign.service.statuslist;
