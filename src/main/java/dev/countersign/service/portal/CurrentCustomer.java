package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerId;

/** The customer who made the current request. Only to be asked where the role {@code customer} is demanded. */
public interface CurrentCustomer {
    /** Returns who it is. */
    CustomerId id();
}
