import type { OpenSheetMusicDisplay } from 'opensheetmusicdisplay';
import { inOrder, type Place } from './places';

/** A staff is four of the engraver's units high; the cursor stands out a little. */
const STAFF = 4;
const AIR = 1.5;
/** The engraver's unit is a tenth of the distance between staff lines at zoom 1, in pixels. */
const UNIT = 10;
const QUARTERS = 4;

export interface Look {
  ink: string;
  zoom: number;
}

/** Engraves a MusicXML text into an element; the engraver's code comes when first needed. */
export async function engrave(
  target: HTMLElement,
  musicxml: string,
  { ink, zoom }: Look,
): Promise<OpenSheetMusicDisplay> {
  const { OpenSheetMusicDisplay } = await import('opensheetmusicdisplay');
  const sheet = new OpenSheetMusicDisplay(target, {
    backend: 'svg',
    autoResize: false,
    drawTitle: false,
    drawSubtitle: false,
    drawComposer: false,
    drawCredits: false,
    drawPartNames: false,
    drawPartAbbreviations: false,
    drawingParameters: 'compacttight',
    drawFingerings: true,
    defaultColorMusic: ink,
    disableCursor: true,
  });
  await sheet.load(musicxml);
  sheet.zoom = zoom;
  sheet.render();
  return sheet;
}

const PRINTED = { zoom: 0.72, width: 1000 };
/** In the engraver's units, of which a page is 139 wide at that zoom; the title has the room above. */
const PAGE = {
  PageLeftMargin: 9.5,
  PageRightMargin: 9.5,
  PageTopMargin: 8,
  PageBottomMargin: 9,
  TitleTopDistance: 10,
  TitleBottomDistance: 7,
};
export type EngravedSheet = 'A4_P' | 'Letter_P';

/**
 * Engraves a MusicXML text for paper: one drawing for each page, in black. The title is laid out,
 * so that there is room for it.
 */
export async function engravePages(
  musicxml: string,
  title: string,
  sheetName: EngravedSheet,
): Promise<SVGElement[]> {
  const { OpenSheetMusicDisplay } = await import('opensheetmusicdisplay');
  const stage = document.createElement('div');
  stage.ariaHidden = 'true';
  stage.style.cssText = `position:fixed;left:-9999px;top:0;width:${PRINTED.width}px`;
  document.body.append(stage);
  try {
    const sheet = new OpenSheetMusicDisplay(stage, {
      backend: 'svg',
      autoResize: false,
      drawTitle: true,
      drawSubtitle: false,
      drawComposer: false,
      drawCredits: false,
      drawPartNames: false,
      drawPartAbbreviations: false,
      drawFingerings: true,
      pageFormat: sheetName,
      pageBackgroundColor: '#FFFFFF',
      defaultColorMusic: '#000000',
      disableCursor: true,
    });
    Object.assign(sheet.EngravingRules, PAGE);
    await sheet.load(musicxml);
    sheet.Sheet.TitleString = title;
    sheet.zoom = PRINTED.zoom;
    sheet.render();
    return [...stage.querySelectorAll('svg')];
  } finally {
    stage.remove();
  }
}

/** How long the bar before the first full one lasts, whole notes. */
function pickupOf(sheet: OpenSheetMusicDisplay): number {
  const [first] = sheet.Sheet.SourceMeasures;
  return first?.ImplicitMeasure ? first.Duration.RealValue : 0;
}

/** Where each written moment stands, for a cursor of our own: moving it costs no engraving. */
export function placesOf(sheet: OpenSheetMusicDisplay): Place[] {
  const scale = UNIT * sheet.zoom;
  const pickup = pickupOf(sheet);
  const places: Place[] = [];
  for (const measures of sheet.GraphicSheet.MeasureList) {
    for (const measure of measures) {
      const staves = measure.ParentMusicSystem.StaffLines;
      const top = (staves[0]?.PositionAndShape.AbsolutePosition.y ?? 0) - AIR;
      const bottom = (staves.at(-1)?.PositionAndShape.AbsolutePosition.y ?? 0) + STAFF + AIR;
      for (const entry of measure.staffEntries) {
        places.push({
          quarter: (entry.getAbsoluteTimestamp().RealValue - pickup) * QUARTERS,
          x: entry.PositionAndShape.AbsolutePosition.x * scale,
          y: top * scale,
          height: (bottom - top) * scale,
        });
      }
    }
  }
  return inOrder(places);
}
