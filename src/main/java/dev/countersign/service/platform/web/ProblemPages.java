package dev.countersign.service.platform.web;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that the {@code type} URIs of problems point at. */
@Path("/problems")
@PermitAll
public class ProblemPages {
    ProblemPages() {}

    /** Explains one kind of problem. */
    @GET
    @Path("/{slug}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String page(@PathParam("slug") String slug) {
        ProblemType type = ProblemType.ofSlug(slug)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such kind of problem."));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s - Countersign</title>
                <h1>%1$s</h1>
                <p><code>%2$s</code>, HTTP status %3$d</p>
                <p>%4$s</p>
                </html>
                """.formatted(type.title(), type.slug(), type.status(), type.explanation());
    }
}
