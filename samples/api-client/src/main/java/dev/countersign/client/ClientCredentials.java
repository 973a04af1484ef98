package dev.countersign.client;

/**
 * What a machine client signs in with.
 *
 * @param id as the administrator sees it
 * @param secret shown once when the client was added
 */
public record ClientCredentials(String id, String secret) {
    @Override
    public String toString() {
        return "ClientCredentials[" + id + "]";
    }
}
