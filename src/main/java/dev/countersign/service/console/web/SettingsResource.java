package dev.countersign.service.console.web;

import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.trust.OrganisationDid;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/console/settings")
@Tag(name = "Console")
class SettingsResource {
    private final SettingsView settings;

    SettingsResource(ConsoleSettings settings, Organisation organisation, OrganisationDid did, PublicUrl publicUrl) {
        this.settings = new SettingsView(
                new OrganisationView(organisation.name(), did.did().toString(), publicUrl.uri()),
                settings.fraudInstructions(),
                settings.fallbackInstructions());
    }

    /**
     * What the page shows and the bank decides.
     *
     * @param fraudInstructions steps by language; a language that is missing has the page's own
     */
    @Schema(name = "ConsoleSettings", description = "What the console shows and the bank decides")
    record SettingsView(
            OrganisationView organisation,

            @Schema(description = "Steps by language; a language that is missing has the page's own")
            Map<String, List<String>> fraudInstructions,

            @Schema(description = "The same") Map<String, List<String>> fallbackInstructions) {}

    /** Ourselves: the name that agents know, and the two names by which credentials of our own call their issuer. */
    @Schema(
            name = "Organisation",
            description =
                    "Ourselves: the name that agents know, and the two names by which credentials of our own call their issuer")
    record OrganisationView(String name, String did, URI uri) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"agent", "supervisor", "admin"})
    @Operation(operationId = "showConsoleSettings", summary = "What the bank has set for the console")
    public SettingsView show() {
        return settings;
    }
}
