package dev.countersign.service.access;

/**
 * Makes a client that authenticated in the body of a request, as at an OAuth endpoint, the {@link CurrentCaller} of what is
 * left of that request.
 */
public interface ActAs {
    /**
     * From here on this client calls, with the scopes it has, under its name.
     *
     * @param client as {@link AuthenticateClient} returned it
     */
    void client(MachineClient client);
}
