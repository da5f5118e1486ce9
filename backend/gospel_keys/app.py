"""The web application: the API of every capability, the page, and what they stand on."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import structlog
from fastapi import FastAPI

from gospel_keys.language.routes import router as language_router
from gospel_keys.platform import health, metrics
from gospel_keys.platform.database import Database, answer_when_away, open_database
from gospel_keys.platform.layers import layers
from gospel_keys.platform.limits import RateLimits
from gospel_keys.platform.migrate import migrate
from gospel_keys.platform.openapi import openapi_of
from gospel_keys.platform.pages import WEB, Pages
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.postgres import APP_ROLE, Cluster, PostgresError
from gospel_keys.platform.problems import answer_with_problems
from gospel_keys.platform.settings import Settings
from gospel_keys.platform.version import version
from gospel_keys.platform.visitors import Visitors
from gospel_keys.sound.options import ENGINE
from gospel_keys.studio.choices import genre_ids
from gospel_keys.studio.editing_routes import router as editing_router
from gospel_keys.studio.exchange_routes import router as exchange_router
from gospel_keys.studio.library.routes import router as library_router
from gospel_keys.studio.routes import router as studio_router
from gospel_keys.studio.service import Studio, warm_server
from gospel_keys.studio.sound_routes import router as sound_router
from gospel_keys.studio.sounds import Sounds
from gospel_keys.studio.stream_routes import router as stream_router
from gospel_keys.studio.warm import warm_up

if TYPE_CHECKING:
    from gospel_keys.language.service import Language

Report = Callable[[str], None]
ROUTERS = (
    health.router,
    metrics.router,
    language_router,
    library_router,
    studio_router,
    stream_router,
    exchange_router,
    editing_router,
    sound_router,
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """What stands behind the routes while the application runs."""

    database: Database
    composers: WorkerPool
    sounds: Sounds
    language: Language | None = None


@asynccontextmanager
async def open_services(
    settings: Settings, report: Report = lambda _: None, composers: WorkerPool | None = None
) -> AsyncIterator[Services]:
    """Start the database, migrate it, warm the composers; stop it all again at the end.

    ``report`` is told each step; ``composers`` are those that were started before, if any. Raises
    PostgresError, MigrationError or SQLAlchemyError.
    """
    async with AsyncExitStack() as stack:
        composers = composers or WorkerPool(settings.composers, warm_up)
        stack.callback(composers.close)
        warm = asyncio.create_task(composers.ready(1))
        stack.callback(warm.cancel)
        reading = asyncio.create_task(asyncio.to_thread(warm_server))
        stack.callback(reading.cancel)
        app_url, owner_url = await _database_urls(settings, stack, report)
        report("checking the database's version")
        for revision in await asyncio.to_thread(migrate, owner_url):
            report(f"brought the database to {revision}")
        replica = settings.database_replica_url
        database = open_database(
            app_url,
            APP_ROLE,
            replica.get_secret_value() if replica else None,
            settings.database_pool,
        )
        stack.push_async_callback(database.close)
        await database.ping()
        await warm
        await reading
        others = asyncio.create_task(composers.ready())  # one is enough to begin with
        stack.callback(others.cancel)
        sounds = Sounds(settings.cache_folder, settings.audio_cache_bytes, settings.soundfont)
        language = await asyncio.to_thread(_language, settings)
        stack.push_async_callback(language.close)
        yield Services(database, composers, sounds, language)


def _language(settings: Settings) -> Language:
    """The models that are set up; found while nothing else waits for it."""
    from gospel_keys.language.service import Language  # noqa: PLC0415 - loads in its own thread

    return Language(settings)


async def _database_urls(
    settings: Settings, stack: AsyncExitStack, report: Report
) -> tuple[str, str]:
    """The application's and the owner's URL: of the server that was set, or of our own."""
    if settings.database_url:
        app_url = settings.database_url.get_secret_value()
        owner = settings.database_owner_url
        return app_url, owner.get_secret_value() if owner else app_url
    cluster = Cluster(settings.data / "postgres")
    stack.callback(cluster.detach)
    connection = await asyncio.to_thread(cluster.attach, report)
    watch = asyncio.create_task(_keep_up(cluster))
    stack.callback(watch.cancel)
    return connection.app_url, connection.owner_url


async def _keep_up(cluster: Cluster, every: float = 1.0) -> None:
    """Start our server again, at its old address, when something killed it."""
    while True:
        await asyncio.sleep(every)
        if cluster.is_up():
            continue
        log.warning("the database went away; starting it again")
        try:
            await asyncio.to_thread(cluster.attach)
        except PostgresError as error:
            log.error("the database does not start", error=str(error))


def create_app(settings: Settings | None = None, services: Services | None = None) -> FastAPI:
    """The application. Without ``services`` it starts and stops its own with its lifespan."""
    chosen = settings or Settings()
    pages = Pages(WEB, api_prefixes)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services(chosen) as own:
            install(app, own)
            yield

    app = FastAPI(
        title="Gospel Keys",
        summary="Words in, a playable two-hand piano arrangement out.",
        version=version(),
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        lifespan=None if services else lifespan,
        middleware=layers(chosen, pages.policy),
    )
    often = chosen.limit_on_generate
    app.state.shows_metrics = chosen.shows_metrics
    app.state.limits = RateLimits({"generate": often, "import": often}, chosen.rate_limit_storage)
    app.state.visitors = Visitors(chosen.is_shared, chosen.secret_key.get_secret_value())
    for router in ROUTERS:
        app.include_router(router)
    app.router.default = pages
    answer_with_problems(app)
    answer_when_away(app)
    app.openapi = partial(openapi_of, app)  # type: ignore[method-assign]
    if services:
        install(app, services)
    return app


def install(app: FastAPI, services: Services) -> None:
    """Give the routes what they work with."""
    app.state.database = services.database
    app.state.language = services.language
    app.state.studio = Studio(
        services.database, services.composers, services.sounds, services.language
    )
    app.state.checks = _checks(services)


def _checks(services: Services) -> dict[str, health.Check]:
    async def database() -> str:
        await services.database.ping()
        return "answers"

    async def engine() -> str:
        loaded = await asyncio.to_thread(importlib.import_module, ENGINE)
        return f"version {loaded.__version__}"

    async def font() -> str:
        return (await asyncio.to_thread(services.sounds.font)).name

    async def composers() -> str:
        return f"{services.composers.alive()} processes"

    async def cache() -> str:
        await asyncio.to_thread(services.sounds.check_room)
        return "may be written to"

    return {
        "database": database,
        "engine": engine,
        "font": font,
        "cache": cache,
        "composers": composers,
    }


def api_prefixes() -> set[str]:
    """First path segments that are the API's, the genres among them."""
    paths = [getattr(route, "path", "") for router in ROUTERS for route in router.routes]
    firsts = {path.split("/")[1] for path in paths if path}
    return {f for f in firsts if not f.startswith("{")} | {"openapi.json", *genre_ids()}
