package io.cuantovale.local.portal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The same portal behind a managed challenge: with {@code http://HOST/challenge} as base address every page is refused
 * the way the live site refuses automated visits.
 */
@Path("/challenge{rest:(/.*)?}")
public class ChallengeResource {

    /** Refuses whatever is asked for. */
    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    public Response refuse() {
        return Response.status(Response.Status.FORBIDDEN)
                .header("cf-mitigated", "challenge")
                .header("Cache-Control", "no-store")
                .entity("""
                        <!doctype html><html lang="es"><head><title>Un momento…</title></head>
                        <body><h1>Verificando que usted es un ser humano</h1></body></html>
                        """)
                .build();
    }
}
